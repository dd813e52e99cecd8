import { monitorEventLoopDelay } from 'node:perf_hooks';

// Loaded before a program, which it leaves as it is: on SIGUSR2 a line on stderr tells how long its main thread made others wait since
// the last one, in milliseconds, and how much memory it has, in megabytes.

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();

process.on('SIGUSR2', () => {
  const { rss, heapUsed } = process.memoryUsage();
  const milliseconds = (nanoseconds) => Number((nanoseconds / 1e6).toFixed(1));
  const megabytes = (bytes) => Math.round(bytes / 2 ** 20);
  const told = {
    level: 'info',
    msg: 'main thread',
    p50: milliseconds(delay.percentile(50)),
    p99: milliseconds(delay.percentile(99)),
    most: milliseconds(delay.max),
    rss: megabytes(rss),
    heap: megabytes(heapUsed),
  };
  process.stderr.write(`${JSON.stringify(told)}\n`);
  delay.reset();
});
