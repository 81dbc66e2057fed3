// After a swap the focus goes where the work goes on. Where htmx finds no place for it, that is the page's heading:
// else the next Tab would begin at the top of the window.
document.addEventListener('htmx:after:swap', () => {
  if (document.activeElement && document.activeElement !== document.body) return
  const marked = document.querySelector('#content [autofocus]')
  const place = marked ?? document.querySelector('#content h1')
  if (!place) return
  if (!marked) place.tabIndex = -1
  place.focus({ preventScroll: true })
})
