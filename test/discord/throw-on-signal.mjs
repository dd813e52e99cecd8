// Loaded before the bot: makes it throw where nothing catches, or reject where nobody looks, when it is told to.
process.on('SIGUSR2', () => {
  throw new Error('thrown by a test');
});
process.on('SIGURG', () => {
  void Promise.reject(new Error('rejected by a test'));
});
