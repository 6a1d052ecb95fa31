/**
 * Chemical elements with their symbols, from the best known to the least: training showed the first ones most often, those
 * from {@link firstUntaughtElement} never.
 *
 * @example elements[0] // ['hydrogen', 'H']
 */
export const elements: readonly (readonly [element: string, symbol: string])[] = [
  ['hydrogen', 'H'], ['oxygen', 'O'], ['carbon', 'C'], ['gold', 'Au'], ['iron', 'Fe'], ['silver', 'Ag'], ['copper', 'Cu'], ['helium', 'He'],
  ['nitrogen', 'N'], ['sodium', 'Na'], ['lead', 'Pb'], ['calcium', 'Ca'], ['zinc', 'Zn'], ['tin', 'Sn'], ['mercury', 'Hg'], ['neon', 'Ne'],
  ['sulfur', 'S'], ['chlorine', 'Cl'], ['potassium', 'K'], ['aluminium', 'Al'], ['silicon', 'Si'], ['iodine', 'I'], ['uranium', 'U'],
  ['magnesium', 'Mg'], ['nickel', 'Ni'], ['platinum', 'Pt'], ['phosphorus', 'P'], ['fluorine', 'F'], ['lithium', 'Li'], ['titanium', 'Ti'],
  ['argon', 'Ar'], ['cobalt', 'Co'], ['chromium', 'Cr'], ['tungsten', 'W'], ['arsenic', 'As'], ['boron', 'B'], ['bromine', 'Br'],
  ['manganese', 'Mn'], ['radium', 'Ra'], ['bismuth', 'Bi'], ['barium', 'Ba'], ['cadmium', 'Cd'], ['krypton', 'Kr'], ['xenon', 'Xe'],
  ['antimony', 'Sb'], ['beryllium', 'Be'], ['caesium', 'Cs'], ['plutonium', 'Pu'], ['vanadium', 'V'], ['strontium', 'Sr'],
  ['scandium', 'Sc'], ['gallium', 'Ga'], ['germanium', 'Ge'], ['rubidium', 'Rb'], ['zirconium', 'Zr'], ['niobium', 'Nb'],
  ['rhodium', 'Rh'], ['palladium', 'Pd'], ['indium', 'In'], ['tellurium', 'Te'], ['hafnium', 'Hf'], ['osmium', 'Os'], ['iridium', 'Ir'],
  ['thallium', 'Tl'], ['polonium', 'Po'], ['thorium', 'Th'],
];

export const firstRareElement = 24;
export const firstUntaughtElement = 50;
