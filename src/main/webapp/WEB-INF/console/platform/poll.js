// Asks again and again, but not while nobody looks.

/** Runs the task now and then `seconds` after its end, until the signal is aborted; a hidden tab rests. Answers how to ask at once. */
export function poll(seconds, task, signal) {
  let timer;
  let running = false;

  async function run() {
    clearTimeout(timer);
    if (running || signal.aborted || document.hidden) return;
    running = true;
    try {
      await task();
    } finally {
      running = false;
      if (!signal.aborted) timer = setTimeout(run, seconds * 1000);
    }
  }

  document.addEventListener('visibilitychange', run, { signal });
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  run();
  return run;
}

/** A function that runs the task once it has not been called for so many milliseconds. */
export function debounce(millis, task) {
  let timer;
  const debounced = (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => task(...values), millis);
  };
  debounced.cancel = () => clearTimeout(timer);
  return debounced;
}
