/**
 * What a property of ours throws where the claim it checks does not hold: an answer, unlike an error of the
 * model.
 */
export class Refuted extends Error {
  override readonly name = 'Refuted';
}
