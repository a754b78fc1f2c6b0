import { torch } from 'js-pytorch';

const x = torch.tensor([[0.3]], true);
const y = x.pow(3).mul(torch.tensor([[1]]));
y.backward();

console.log(x.grad[0][0]); // claimed 0.6, which is 2x; 3x² is 0.27
const at = (value) => torch.tensor([[value]]).pow(3).data[0][0];
console.log((at(0.3001) - at(0.2999)) / 0.0002); // 0.27
