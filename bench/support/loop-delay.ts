// Loaded into a bot beforehand: tells, when it is asked, how late its event loop was since it was last asked.
import { monitorEventLoopDelay } from 'node:perf_hooks';

const delays = monitorEventLoopDelay({ resolution: 1 });
delays.enable();
process.on('message', () => {
  const [p99, most] = [delays.percentile(99) / 1e6, delays.max / 1e6];
  delays.reset();
  process.send?.({ p99, most });
});
process.channel?.unref();
