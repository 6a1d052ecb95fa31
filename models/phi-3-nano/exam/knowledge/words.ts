/**
 * Words for the spelling questions: `common` were met in training, `rare` were kept out of it,
 * so a right answer about a rare word shows spelling learnt rather than recalled.
 *
 * @example words.common.includes('river') // true
 */
export const words: { readonly common: readonly string[]; readonly rare: readonly string[] } = {
  common: [
    'apple', 'house', 'river', 'stone', 'cloud', 'green', 'table', 'light', 'water', 'bread',
    'horse', 'plant', 'music', 'paper', 'train', 'dream', 'ocean', 'chair', 'glass', 'heart',
    'tiger', 'lemon', 'night', 'storm', 'beach', 'piano', 'robot', 'sugar', 'tower', 'uncle',
    'voice', 'wheel', 'zebra', 'angel', 'berry', 'candy', 'daisy', 'eagle', 'flame', 'grape',
    'honey', 'ivory', 'jelly', 'knife', 'llama', 'mango', 'novel', 'olive', 'pearl', 'queen',
    'royal', 'sheep', 'toast', 'urban', 'vivid', 'whale', 'youth', 'cat', 'dog', 'sun', 'sky',
    'sea', 'map', 'pen', 'cup', 'box', 'hat', 'key', 'car', 'bus', 'egg', 'ice', 'jam', 'leg',
    'net', 'owl', 'pig', 'rat', 'tea', 'van', 'web', 'bird', 'cake', 'door', 'fish', 'gold', 'hand',
    'iron', 'jump', 'king', 'lake', 'moon', 'nest', 'park', 'rain', 'ship', 'star', 'tree', 'wind',
    'wolf', 'yard', 'book', 'coin', 'desk', 'farm', 'game', 'hill', 'lamp', 'milk', 'nose', 'ring',
    'salt', 'song', 'tent', 'wall', 'garden', 'planet', 'rocket', 'silver', 'monkey', 'bottle',
    'window', 'summer', 'winter', 'forest', 'basket', 'candle', 'dragon', 'engine', 'flower',
    'guitar', 'hammer', 'island', 'jacket', 'kitten', 'ladder', 'mirror', 'needle', 'orange',
    'pencil', 'rabbit', 'school', 'turtle', 'violin', 'wallet', 'yellow', 'castle', 'donkey',
    'button', 'carpet', 'danger', 'effort', 'fabric', 'gentle', 'harbor', 'insect', 'jungle',
    'kernel', 'lizard', 'magnet', 'napkin', 'oyster', 'pepper', 'quartz', 'ribbon', 'spider',
    'temple', 'velvet', 'walnut', 'zipper',
  ],
  rare: [
    'strawberry', 'chocolate', 'elephant', 'umbrella', 'mountain', 'hospital', 'computer',
    'keyboard', 'language', 'butterfly', 'crocodile', 'dinosaur', 'telescope', 'pineapple',
    'sandwich', 'notebook', 'sunflower', 'waterfall', 'lighthouse', 'blackboard', 'gravel',
    'pigeon', 'trumpet', 'mosaic', 'lantern', 'cobalt', 'fjord', 'glyph', 'quiver', 'sphinx',
    'thatch',
  ],
};
