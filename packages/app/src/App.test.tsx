import { render, screen } from '@testing-library/react';

describe('App', () => {
  it('shows the sign-in page', async () => {
    process.env = {
      NODE_ENV: 'test',
      APP_CONFIG: [
        {
          context: 'test',
          data: {
            app: { title: 'Portal', baseUrl: 'http://localhost' },
            backend: { baseUrl: 'http://localhost' },
          },
        },
      ] as unknown as string,
    };
    const { default: App } = await import('./App');

    render(App.createRoot());

    expect(
      await screen.findByText(
        'No sign-in is configured',
        {},
        { timeout: 20_000 },
      ),
    ).toBeInTheDocument();
  }, 60_000);
});
