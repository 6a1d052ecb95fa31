const csp = process.env.APP_CSP;

export default {
  build: { target: 'es2022' },
  preview: { headers: csp ? { 'content-security-policy': csp } : {} },
};
