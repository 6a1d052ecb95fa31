/**
 * Days of the week and months of the year, each in order; both go round.
 *
 * @example calendar.day[0] // 'Monday'
 */
export const calendar: { readonly day: readonly string[]; readonly month: readonly string[] } = {
  day: [
    'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday',
  ],
  month: [
    'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September',
    'October', 'November', 'December',
  ],
};
