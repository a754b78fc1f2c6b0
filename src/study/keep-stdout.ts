/**
 * Sends what a user's code writes to standard output in this thread to standard error: results alone go to
 * standard output. @returns what undoes it
 */
export function keepStdoutForResults(): () => void {
  const { stdout, stderr } = process;
  const write = stdout.write.bind(stdout);
  stdout.write = stderr.write.bind(stderr);
  return () => {
    stdout.write = write;
  };
}
