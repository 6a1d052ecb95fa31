import { journey } from '../support/journey.ts';

journey(
  'the page opens, without an error and without asking any other machine',
  async ({ page, phirstUrl, requestsElsewhere, expect }) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });

    const response = await page.goto(phirstUrl, { waitUntil: 'networkidle' });

    expect(response?.status()).toBe(200);
    expect(await page.title()).toContain('Phirst');
    expect(errors).toEqual([]);
    expect(requestsElsewhere).toEqual([]);
  },
);
