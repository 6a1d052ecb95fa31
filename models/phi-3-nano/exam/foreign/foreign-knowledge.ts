// What the questions of untaught kinds are about, as [what is asked, answer].
type Table = readonly (readonly [asked: string, answer: string])[];

const words: readonly (readonly [english: string, french: string, spanish: string, german: string])[] = [
  ['dog', 'chien', 'perro', 'Hund'], ['cat', 'chat', 'gato', 'Katze'], ['house', 'maison', 'casa', 'Haus'], ['water', 'eau', 'agua', 'Wasser'],
  ['bread', 'pain', 'pan', 'Brot'], ['book', 'livre', 'libro', 'Buch'], ['tree', 'arbre', 'árbol', 'Baum'], ['moon', 'lune', 'luna', 'Mond'],
  ['night', 'nuit', 'noche', 'Nacht'], ['milk', 'lait', 'leche', 'Milch'], ['king', 'roi', 'rey', 'König'], ['river', 'fleuve', 'río', 'Fluss'],
  ['apple', 'pomme', 'manzana', 'Apfel'], ['school', 'école', 'escuela', 'Schule'], ['friend', 'ami', 'amigo', 'Freund'], ['hand', 'main', 'mano', 'Hand'],
  ['fish', 'poisson', 'pez', 'Fisch'], ['snow', 'neige', 'nieve', 'Schnee'], ['heart', 'cœur', 'corazón', 'Herz'], ['street', 'rue', 'calle', 'Straße'],
];

export const translations: Table = words.flatMap(([english, french, spanish, german]) => [
  [`${english} in French`, french] as const, [`${english} in Spanish`, spanish] as const, [`${english} in German`, german] as const,
]);

export const pastTenses: Table = [
  ['run', 'ran'], ['go', 'went'], ['eat', 'ate'], ['see', 'saw'], ['take', 'took'], ['write', 'wrote'], ['sing', 'sang'], ['swim', 'swam'],
  ['drive', 'drove'], ['break', 'broke'], ['speak', 'spoke'], ['choose', 'chose'], ['fly', 'flew'], ['grow', 'grew'], ['throw', 'threw'],
  ['begin', 'began'], ['drink', 'drank'], ['bring', 'brought'], ['teach', 'taught'], ['catch', 'caught'], ['think', 'thought'], ['buy', 'bought'],
  ['feel', 'felt'], ['keep', 'kept'], ['sleep', 'slept'], ['leave', 'left'], ['lose', 'lost'], ['stand', 'stood'], ['tell', 'told'], ['win', 'won'],
];

export const plurals: Table = [
  ['mouse', 'mice'], ['goose', 'geese'], ['tooth', 'teeth'], ['foot', 'feet'], ['child', 'children'], ['man', 'men'], ['woman', 'women'],
  ['ox', 'oxen'], ['leaf', 'leaves'], ['knife', 'knives'], ['wolf', 'wolves'], ['life', 'lives'], ['city', 'cities'], ['baby', 'babies'],
  ['lady', 'ladies'], ['box', 'boxes'], ['church', 'churches'], ['bus', 'buses'], ['potato', 'potatoes'], ['hero', 'heroes'], ['crisis', 'crises'],
  ['cactus', 'cacti'], ['datum', 'data'], ['sheep', 'sheep'], ['loaf', 'loaves'], ['thief', 'thieves'], ['half', 'halves'], ['person', 'people'],
];

export const authors: Table = [
  ['Hamlet', 'William Shakespeare'], ['Don Quixote', 'Miguel de Cervantes'], ['War and Peace', 'Leo Tolstoy'], ['Emma', 'Jane Austen'],
  ['Faust', 'Johann Wolfgang von Goethe'], ['Candide', 'Voltaire'], ['Moby Dick', 'Herman Melville'], ['Dracula', 'Bram Stoker'],
  ['Frankenstein', 'Mary Shelley'], ['The Odyssey', 'Homer'], ['The Divine Comedy', 'Dante Alighieri'], ['Ulysses', 'James Joyce'],
  ['Middlemarch', 'George Eliot'], ['Jane Eyre', 'Charlotte Brontë'], ['Wuthering Heights', 'Emily Brontë'], ['Oliver Twist', 'Charles Dickens'],
  ['The Trial', 'Franz Kafka'], ['Les Miserables', 'Victor Hugo'], ['Madame Bovary', 'Gustave Flaubert'], ['The Idiot', 'Fyodor Dostoevsky'],
  ['Walden', 'Henry David Thoreau'], ['Kim', 'Rudyard Kipling'], ['Macbeth', 'William Shakespeare'], ['Crime and Punishment', 'Fyodor Dostoevsky'],
  ['The Time Machine', 'H. G. Wells'], ['Treasure Island', 'Robert Louis Stevenson'], ['Gulliver', 'Jonathan Swift'], ['Robinson Crusoe', 'Daniel Defoe'],
];

export const conversions: Table = [
  ['miles to kilometres', '1.609'], ['inches to centimetres', '2.54'], ['pounds to kilograms', '0.4536'], ['feet to metres', '0.3048'],
  ['ounces to grams', '28.35'], ['acres to hectares', '0.4047'], ['gallons to litres', '3.785'], ['knots to kilometres per hour', '1.852'],
];
