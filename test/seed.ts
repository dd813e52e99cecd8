import fc from 'fast-check';

// The same cases in every run: a failure is found where it was made. Search for new ones with another seed.
fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 20240802) });
