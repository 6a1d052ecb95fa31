// Words that tell the subject: where an invention harms, what changes by the day, what stands in encyclopaedias.
import type { Sensitivity } from './query-description.ts';
import type { WordList } from './task-words.ts';

type SensitiveClass = Exclude<Sensitivity, 'none'>;

/** One of these is enough. */
export const STRONG_SENSITIVE: readonly (readonly [SensitiveClass, readonly WordList[]])[] = [
  ['medical', [['en', 'diagnosis symptom symptoms dosage medication prescription pregnant pregnancy tumour tumor cancer diabetes insulin antibiotic antibiotics suicidal ibuprofen aspirin paracetamol chemotherapy measles'], ['de', 'diagnose symptome schwanger krebs medikament antibiotika'], ['fr', 'symptôme symptômes enceinte médicament'], ['es', 'síntoma síntomas embarazada medicamento'], ['it', 'sintomi farmaco']]],
  ['legal', [['en', 'lawsuit attorney lawyer eviction evict plaintiff defendant asylum divorce'], ['de', 'anwalt verklagen scheidung sorgerecht'], ['fr', 'avocat divorce'], ['es', 'abogado divorcio desahucio'], ['it', 'avvocato divorzio']]],
  ['financial', [['en', 'mortgage pension bankruptcy iban investing'], ['de', 'hypothek rente insolvenz'], ['fr', 'hypothèque retraite'], ['es', 'hipoteca'], ['it', 'mutuo']]],
  ['personal', [['en', 'password passport ssn passcode'], ['de', 'passwort reisepass'], ['es', 'contraseña'], ['it', 'password']]],
];

/** These have harmless senses: they need company. "patient" after a form of "to be" and capitalised "Sue" are left out. */
export const WEAK_SENSITIVE: readonly (readonly [SensitiveClass, readonly WordList[]])[] = [
  ['medical', [['en', 'patient dose mg surgery clinical depression allergy allergic medicine treatment doctor pain fever rash therapy disease'], ['de', 'dosis arzt schmerzen fieber'], ['fr', 'dose médecin douleur fièvre'], ['es', 'dosis médico dolor fiebre']]],
  ['legal', [['en', 'sue court custody tenant landlord liability visa contract statute employer illegal legal rights'], ['de', 'vertrag kündigen kündigung vermieter mieter miete klage gericht'], ['fr', 'contrat bail propriétaire tribunal licencier'], ['es', 'contrato casero demandar juez'], ['it', 'contratto affitto']]],
  ['financial', [['en', 'invest investment loan portfolio tax taxes salary debt dividend insurance invoice invoices revenue deduct'], ['de', 'steuer steuern kredit gehalt schulden'], ['fr', 'impôt impôts prêt salaire'], ['es', 'impuestos préstamo sueldo']]],
  ['personal', [['en', 'birthdate religion ethnicity address']]],
];

/** Fresh by nature. */
export const FRESH_ALONE: readonly WordList[] = [
  ['en', 'weather forecast news headlines'],
  ['de', 'wetter wettervorhersage nachrichten schlagzeilen'],
  ['fr', 'météo actualités'],
  ['es', 'pronóstico noticias titulares'],
  ['it', 'meteo notizie'],
  ['nl', 'weer nieuws'],
];

/** Fresh where the present is meant. */
export const FRESH_TOPICS: readonly WordList[] = [
  ['en', 'price prices cost costs score scores standings exchange rate rates shares bitcoin market election result results won wins match share worth rain snow temperature president minister chancellor version'],
  ['de', 'kostet preis preise kurs wechselkurs goldpreis aktie aktien wahl ergebnis gewonnen gewann spiel regnet schneit'],
  ['fr', 'prix coûte cours bourse résultat résultats élection gagné match temps'],
  ['es', 'precio precios cuesta cotización resultado resultados elecciones ganó partido tiempo'],
  ['it', 'prezzo costa tempo vinto partita'],
  ['pt', 'preço custa tempo'],
];

/** Words for the present. */
export const NOW_WORDS: readonly WordList[] = [
  ['en', 'today tonight tomorrow yesterday now latest current currently nowadays'],
  ['de', 'heute morgen gestern jetzt aktuell aktuelle aktuellen derzeit'],
  ['fr', 'aujourd demain hier maintenant actuel actuelle actuellement'],
  ['es', 'hoy mañana ayer anoche ahora actualmente'],
  ['it', 'oggi domani ieri adesso'],
  ['pt', 'hoje amanhã ontem agora'],
  ['nl', 'vandaag gisteren'],
];

/** Subjects an encyclopaedia has and a small model often hasn't. */
export const ENCYCLOPAEDIC: readonly WordList[] = [
  ['en', 'treaty dynasty emperor empress century population founded inventor invented discovered species chemical governor minister president king queen kingdom empire opera symphony premiere premiered battle war revolution archaeological novelist painter composer directed biography genus isotope tributary municipality parliament constitution ratified signed born died birthplace album'],
  ['de', 'kaiser könig dynastie schlacht krieg jahrhundert gegründet erfunden entdeckt geboren gestorben einwohner komponist'],
  ['fr', 'traité dynastie empereur roi bataille siècle fondée fondé inventé né'],
  ['es', 'tratado dinastía emperador rey batalla siglo fundada fundó inventó nació murió'],
];

/** Words of sums; alone each has another sense ("prime minister", "Times Square"), so they need another or a number. */
export const MATHS_WORDS: readonly WordList[] = [
  ['en', 'integral derivative matrix polynomial theorem equation prime primes irrational integers square squared root cube logarithm probability triangle radius plus minus times multiply multiplied divided sum percent percentage subtract average solve fraction'],
  ['de', 'prozent wurzel quadrat gleichung summe'],
];

export const CODE_WORDS: readonly WordList[] = [
  ['en', 'const let var def return import public static void null undefined async await elif struct int println console select'],
];
/** Languages and tools of programmers; "python" is also a snake and "rust" is on bicycles. */
export const CODE_NAMES: readonly WordList[] = [
  ['en', 'javascript typescript python java rust sql html css bash json api kotlin php'],
];
