/**
 * Everyday nouns: things people review and food people order.
 *
 * @example everyday.foods.includes('pizza') // true
 */
export const everyday: { readonly things: readonly string[]; readonly foods: readonly string[] } = {
  things: [
    'movie', 'book', 'hotel', 'phone', 'game', 'song', 'show', 'laptop', 'restaurant', 'camera',
  ],
  foods: [
    'soup', 'pizza', 'pasta', 'salad', 'coffee', 'burger', 'cake', 'steak', 'sushi', 'tea',
  ],
};
