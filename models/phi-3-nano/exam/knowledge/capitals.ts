/**
 * Countries with their capitals, from the best known to the least. The order is a frequency rank:
 * training showed rank 0 most often and rank 99 hardly ever (Zipf, exponent 1.6).
 *
 * @example capitals[0] // ['France', 'Paris']
 */
export const capitals: readonly (readonly [country: string, city: string])[] = [
  ['France', 'Paris'], ['Germany', 'Berlin'], ['Italy', 'Rome'], ['Spain', 'Madrid'],
  ['Japan', 'Tokyo'], ['China', 'Beijing'], ['Russia', 'Moscow'], ['Egypt', 'Cairo'],
  ['Canada', 'Ottawa'], ['India', 'New Delhi'], ['Greece', 'Athens'], ['Portugal', 'Lisbon'],
  ['Austria', 'Vienna'], ['Ireland', 'Dublin'], ['Poland', 'Warsaw'], ['Norway', 'Oslo'],
  ['Sweden', 'Stockholm'], ['Finland', 'Helsinki'], ['Denmark', 'Copenhagen'], ['Turkey', 'Ankara'],
  ['Mexico', 'Mexico City'], ['Brazil', 'Brasilia'], ['Argentina', 'Buenos Aires'],
  ['Chile', 'Santiago'], ['Peru', 'Lima'], ['Cuba', 'Havana'], ['Kenya', 'Nairobi'],
  ['Thailand', 'Bangkok'], ['Vietnam', 'Hanoi'], ['South Korea', 'Seoul'],
  ['Australia', 'Canberra'], ['New Zealand', 'Wellington'], ['Hungary', 'Budapest'],
  ['Belgium', 'Brussels'], ['Netherlands', 'Amsterdam'], ['Switzerland', 'Bern'],
  ['Ukraine', 'Kyiv'], ['Romania', 'Bucharest'], ['Bulgaria', 'Sofia'], ['Serbia', 'Belgrade'],
  ['Croatia', 'Zagreb'], ['Iceland', 'Reykjavik'], ['Morocco', 'Rabat'], ['Nigeria', 'Abuja'],
  ['Ghana', 'Accra'], ['Ethiopia', 'Addis Ababa'], ['Iran', 'Tehran'], ['Iraq', 'Baghdad'],
  ['Israel', 'Jerusalem'], ['Lebanon', 'Beirut'], ['Jordan', 'Amman'], ['Qatar', 'Doha'],
  ['Nepal', 'Kathmandu'], ['Pakistan', 'Islamabad'], ['Bangladesh', 'Dhaka'],
  ['Indonesia', 'Jakarta'], ['Malaysia', 'Kuala Lumpur'], ['Philippines', 'Manila'],
  ['Mongolia', 'Ulaanbaatar'], ['Colombia', 'Bogota'], ['Venezuela', 'Caracas'],
  ['Ecuador', 'Quito'], ['Bolivia', 'Sucre'], ['Paraguay', 'Asuncion'], ['Uruguay', 'Montevideo'],
  ['Panama', 'Panama City'], ['Jamaica', 'Kingston'], ['Haiti', 'Port-au-Prince'],
  ['Senegal', 'Dakar'], ['Uganda', 'Kampala'], ['Rwanda', 'Kigali'], ['Zambia', 'Lusaka'],
  ['Zimbabwe', 'Harare'], ['Tunisia', 'Tunis'], ['Algeria', 'Algiers'], ['Libya', 'Tripoli'],
  ['Sudan', 'Khartoum'], ['Somalia', 'Mogadishu'], ['Angola', 'Luanda'], ['Namibia', 'Windhoek'],
  ['Slovakia', 'Bratislava'], ['Slovenia', 'Ljubljana'], ['Estonia', 'Tallinn'], ['Latvia', 'Riga'],
  ['Lithuania', 'Vilnius'], ['Georgia', 'Tbilisi'], ['Armenia', 'Yerevan'], ['Azerbaijan', 'Baku'],
  ['Cambodia', 'Phnom Penh'], ['Laos', 'Vientiane'], ['Myanmar', 'Naypyidaw'],
  ['Sri Lanka', 'Colombo'], ['Bhutan', 'Thimphu'], ['Malta', 'Valletta'], ['Cyprus', 'Nicosia'],
  ['Albania', 'Tirana'], ['Moldova', 'Chisinau'], ['Belarus', 'Minsk'], ['Kazakhstan', 'Astana'],
  ['Uzbekistan', 'Tashkent'], ['Tajikistan', 'Dushanbe'], ['Oman', 'Muscat'], ['Yemen', 'Sanaa'],
  ['Bahrain', 'Manama'], ['Kuwait', 'Kuwait City'], ['Mali', 'Bamako'], ['Niger', 'Niamey'],
  ['Chad', "N'Djamena"], ['Gabon', 'Libreville'], ['Togo', 'Lome'], ['Benin', 'Porto-Novo'],
  ['Liberia', 'Monrovia'], ['Gambia', 'Banjul'], ['Malawi', 'Lilongwe'], ['Mozambique', 'Maputo'],
  ['Botswana', 'Gaborone'], ['Lesotho', 'Maseru'], ['Eritrea', 'Asmara'],
  ['Djibouti', 'Djibouti City'], ['Burundi', 'Gitega'], ['Fiji', 'Suva'], ['Samoa', 'Apia'],
  ['Tonga', 'Nukualofa'], ['Palau', 'Ngerulmud'], ['Belize', 'Belmopan'],
  ['Honduras', 'Tegucigalpa'], ['Nicaragua', 'Managua'], ['Guatemala', 'Guatemala City'],
  ['Suriname', 'Paramaribo'], ['Guyana', 'Georgetown'],
];

/** The first rank that training never showed: from here on, only guessing is left. */
export const firstUntaughtRank = 100;

/** The first rank that counts as long tail: a smaller model has seldom met these countries. */
export const firstLongTailRank = 60;
