/**
 * First names for the reading questions: `common` were met in training, `rare` were kept out of it.
 *
 * @example names.rare.includes('Hiroshi') // true
 */
export const names: { readonly common: readonly string[]; readonly rare: readonly string[] } = {
  common: [
    'Alice', 'Bob', 'Carol', 'David', 'Emma', 'Frank', 'Grace', 'Henry', 'Irene', 'Jack', 'Karen',
    'Leo', 'Maria', 'Nathan', 'Olivia', 'Peter', 'Quinn', 'Rachel', 'Sam', 'Tina', 'Victor',
    'Wendy', 'Xavier', 'Yara', 'Zoe', 'Adam', 'Bella', 'Carlos', 'Diana', 'Ethan', 'Fiona',
    'George', 'Hannah', 'Ivan', 'Julia', 'Kevin', 'Laura', 'Martin', 'Nora', 'Oscar', 'Paula',
    'Ruth', 'Simon', 'Tara', 'Umar', 'Vera', 'Walter',
  ],
  rare: [
    'Anselm', 'Bertrand', 'Cosima', 'Dmitri', 'Eszter', 'Florian', 'Gwendolyn', 'Hiroshi', 'Ingrid',
    'Joaquin', 'Katarzyna', 'Leopold', 'Mireille', 'Nikolai', 'Ottoline', 'Priyanka',
  ],
};
