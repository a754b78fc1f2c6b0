/** TensorFlow.js on its CPU backend, without its advice. */
export async function load() {
  const { warn } = console;
  console.warn = () => {};
  const tf = await import('@tensorflow/tfjs');
  await tf.setBackend('cpu');
  console.warn = warn;
  return tf.default ?? tf;
}
