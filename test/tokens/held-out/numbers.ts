// Sums, measures, accounts, dates and lists, with as many words about them as people write.
export const NUMBERS: readonly string[] = [
  'Opening balance 12,480.55; deposits 3,200.00 and 415.90; withdrawals 1,150.25, 89.99 and 2,047.10. What is the closing balance?',
  'x: 1 2 3 4 5 6 7 8 9 10\ny: 2.1 3.9 6.2 7.8 10.1 12.2 13.8 16.1 18.0 19.9\nFit a line y = a + b*x and give a and b to three decimals.',
  'Flight LH 1832 leaves at 06:45 on 19.07.2026 from gate B24; flight time 2 h 35 min, local time is one hour ahead. When does it land?',
  'Solve for x: 3x^2 - 14x + 8 = 0, then check both roots by putting them into the equation.',
  'id,date,amount\n1001,2025-02-11,49.90\n1002,2025-02-11,129.00\n1003,2025-02-12,15.75\n1004,2025-02-14,1020.40\n1005,2025-02-15,8.20',
  'A tank holds 840 litres. Pipe A fills it in 6 hours, pipe B in 9 hours, and a drain empties it in 14 hours. All three are open. After how many hours is it full?',
  '0.0032, 0.0107, 0.0251, 0.0498, 0.1024, 0.1999, 0.4003, 0.8011\n-17.5, -12.25, -8.0, -3.75, 0.5, 4.75',
  'Convert 68 °F, 98.6 °F and -40 °F to Celsius, and 15 km, 42.195 km and 100 km to miles (1 mile = 1.609344 km).',
  'IBAN DE89 3704 0044 0532 0130 00, invoice no. 88-4071-226, customer 5590311, total EUR 2.318,44 incl. 19 % VAT. How much of that is VAT?',
  'Population by census: 1950: 2,536,431,000; 1970: 3,700,437,000; 1990: 5,327,231,000; 2010: 6,956,824,000. Which interval grew fastest in per cent a year?',
  '| Team | W | D | L | GF | GA | Pts |\n|------|---|---|---|----|----|-----|\n| North | 21 | 8 | 9 | 68 | 41 | 71 |\n| Harbour | 19 | 10 | 9 | 55 | 38 | 67 |',
  'P(A) = 0.35, P(B) = 0.6, P(A and B) = 0.21. Are A and B independent? What is P(A or B)? What is P(A given B)?',
  '192.168.10.0/26, 10.0.0.1, 172.16.254.3:8443, 00:1B:44:11:3A:B7, 255.255.255.192: how many hosts fit into the first network?',
];
