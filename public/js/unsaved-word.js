import { changed, guarded } from './changed.js'

function tell() {
  for (const form of guarded()) {
    const id = CSS.escape(form.getAttribute('id') ?? '')
    for (const word of document.querySelectorAll(`[data-unsaved-for="${id}"]`)) word.hidden = !changed(form)
  }
}

document.addEventListener('input', tell)
document.addEventListener('change', tell)
document.addEventListener('reset', () => setTimeout(tell))
document.addEventListener('htmx:after:swap', tell)
window.addEventListener('pageshow', tell)
tell()
