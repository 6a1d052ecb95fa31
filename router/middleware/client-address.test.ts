import { expect, it } from 'vitest';
import { clientAddress } from './client-address.ts';

it('takes an IPv4 address in whole, in its mapped forms too', () => {
  const forms = ['192.0.2.1', '::ffff:192.0.2.1', '::FFFF:c000:0201', '0:0:0:0:0:ffff:192.0.2.1'];
  expect(forms.map(clientAddress)).toEqual(forms.map(() => '192.0.2.1'));
});

it('takes every IPv6 address of a /64 for the same client, however it is written', () => {
  const forms = ['2001:db8:0:7::1', '2001:DB8:0:7:ffff:ffff:ffff:ffff', '2001:0db8:0000:0007:1::'];
  expect(forms.map(clientAddress)).toEqual(forms.map(() => '2001:db8:0:7::/64'));
});

it('tells neighbouring networks apart', () => {
  expect(clientAddress('2001:db8:0:8::1')).toBe('2001:db8:0:8::/64');
  expect(clientAddress('::1')).toBe('0:0:0:0::/64');
});

it('makes nothing of what is no address', () => {
  expect(clientAddress('fe80::1%eth0')).toBe('unknown');
  expect(clientAddress(':')).toBe('unknown');
});
