/** How many keep it at the moment, and what undoes it. */
let keepers = 0;
let undo = () => undefined;

/**
 * Sends what a user's code writes to standard output in this thread to standard error: results alone go to
 * standard output.
 * @returns what ends it; it goes on for others who keep it
 */
export function keepStdoutForResults(): () => void {
  if (keepers === 0) undo = redirected();
  keepers++;
  let isOver = false;
  return () => {
    if (isOver) return;
    isOver = true;
    keepers--;
    if (keepers === 0) undo();
  };
}

function redirected(): () => undefined {
  const { stdout, stderr } = process;
  const write = stdout.write.bind(stdout);
  stdout.write = stderr.write.bind(stderr);
  return () => {
    stdout.write = write;
  };
}
