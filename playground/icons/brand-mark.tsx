/** A phi: the ring is the device, the stroke goes up from it. */
export function BrandMark() {
  return (
    <svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <circle class="brand-mark-ring" cx="16" cy="18" r="9" />
      <path class="brand-mark-stroke" d="M16 3v26" />
    </svg>
  );
}
