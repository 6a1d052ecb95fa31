// Texts made by the seed: sums, dates and lists of numbers; rules, blanks, indents, keys held down.
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const MARKS = '-=*#_.~/+%|><!?:;^&$@\\';
const BOX = '─═━│';

export function numbers(random: () => number, lines: number): string {
  const whole = (below: number) => Math.floor(random() * below);
  const shapes = [
    () => `${whole(1000)} + ${whole(1000)} * ${whole(90)} = ?`,
    () => `On 20${10 + whole(20)}-0${1 + whole(9)}-${10 + whole(19)} we paid $${whole(9000)}.${10 + whole(89)} for ${whole(60)} units.`,
    () => Array.from({ length: 4 + whole(8) }, () => (random() * 1000).toFixed(whole(3))).join([', ', ' ', ',', '\t'][whole(4)]),
    () => `What is ${whole(100)}% of ${whole(100000)}?`,
    () => `+${whole(99)} ${100 + whole(899)} ${1000 + whole(8999)} ${whole(999999)}`,
    () => `| ${whole(100)} | ${whole(1000)} | ${(random() * 10).toFixed(2)} |`,
  ];
  return Array.from({ length: lines }, () => shapes[whole(shapes.length)]!()).join('\n');
}

/** Texts of two to four lines. */
export function rules(random: () => number, count: number): string[] {
  const whole = (below: number) => Math.floor(random() * below);
  const one = (of: string) => of[whole(of.length)]!;
  const mixed = (of: string, length: number) => Array.from({ length }, () => one(of)).join('');
  const shapes = [
    () => one(MARKS).repeat(3 + whole(70)),
    () => `|${` ${'-'.repeat(3 + whole(20))} |`.repeat(2 + whole(4))}`,
    () => `|${`${'-'.repeat(3 + whole(20))}|`.repeat(2 + whole(4))}`,
    () => `+${`${'-'.repeat(3 + whole(20))}+`.repeat(2 + whole(4))}`,
    () => `┌${`${one(BOX).repeat(3 + whole(20))}┬`.repeat(1 + whole(3))}┐`,
    () => `Name: ${'_'.repeat(4 + whole(40))} Date: ${'.'.repeat(4 + whole(40))}`,
    () => `${' '.repeat(1 + whole(40))}x\n${' '.repeat(1 + whole(16))}return`,
    () => `${one(LETTERS).repeat(17 + whole(60))} ${one(LETTERS).repeat(17 + whole(10))}`,
    () => mixed('0123456789abcdef', 32),
    () => mixed(`${LETTERS}${LETTERS.toUpperCase()}0123456789+/`, 12 + whole(30)),
    () => '\t'.repeat(1 + whole(5)) + 'return;',
  ];
  return Array.from({ length: count }, () => Array.from({ length: 2 + whole(3) }, () => shapes[whole(shapes.length)]!()).join('\n'));
}
