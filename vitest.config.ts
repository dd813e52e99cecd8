import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'fast',
          include: ['test/**/*.test.ts'],
          setupFiles: ['test/seed.ts'],
          exclude: ['test/**/*.model.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        // One file after the other: two models at once would compete for the cores.
        test: {
          name: 'model',
          include: ['test/**/*.model.test.ts'],
          setupFiles: ['test/seed.ts'],
          pool: 'forks',
          maxWorkers: 1,
          isolate: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
    coverage: { provider: 'v8', include: ['src/**/*.ts'], reporter: ['text-summary', 'lcovonly'] },
  },
});
