import { agreed, unsaved } from './changed.js'

const place = () => ({ href: location.href, index: window.navigation?.currentEntry?.index })
let shown = place()

function sender(element) {
  if (element.matches('[data-discard]')) return null
  return element.matches('form') ? element : element.form
}

function lostBy({ sourceElement, target, request }) {
  if (request.headers['HX-History-Restore-Request']) return []
  const own = sender(sourceElement)
  return unsaved().filter((form) => form !== own && (!target || target.contains(form)))
}

document.addEventListener('htmx:before:request', (event) => {
  if (!agreed(lostBy(event.detail.ctx))) event.preventDefault()
})

// The address has moved before htmx asks, and moving it back asks once more.
document.addEventListener('htmx:before:history:restore', (event) => {
  const forms = unsaved()
  if (forms.length === 0) return
  const home = location.href === shown.href
  if (!home && agreed(forms)) return
  event.preventDefault()
  if (!home) history.go(shown.index === undefined ? 1 : shown.index - window.navigation.currentEntry.index)
})

document.addEventListener('htmx:after:swap', () => {
  shown = place()
})
