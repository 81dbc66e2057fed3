// htmx 4 takes a click on an hx-get link without looking at the keys held: the browser
// must open the new tab or window itself.
document.addEventListener(
  'click',
  (event) => {
    const modified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button > 0
    if (modified && event.target.closest?.('a[href]')) event.stopImmediatePropagation()
  },
  { capture: true },
)
