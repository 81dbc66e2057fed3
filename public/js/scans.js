// A barcode scanner types fast and ends in Enter. Outside a field that is a search; in a form that says so
// (data-scan="next") Enter goes on to the next field, so that a scan never sends a form that is half filled in.
const fastest = 50
const shortest = 4
let typed = ''
let last = 0

const field = (target) => target.closest?.('input, select, textarea, [contenteditable]')

function search(text) {
  const box = document.getElementById('q')
  if (!box) return
  box.value = text
  box.form.requestSubmit()
}

function goOn(control) {
  const controls = [...control.form.elements].filter(
    (one) => one.matches('input:not([type=hidden]), select, textarea, button') && !one.disabled,
  )
  controls[controls.indexOf(control) + 1]?.focus()
}

function ended(event) {
  const scanned = typed.length >= shortest && performance.now() - last < fastest
  const text = typed
  typed = ''
  if (!scanned) return
  const control = field(event.target)
  if (control && !control.form?.matches('[data-scan="next"]')) return
  event.preventDefault()
  event.stopImmediatePropagation()
  if (control) goOn(control)
  else search(text)
}

document.addEventListener(
  'keydown',
  (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return
    if (event.key === 'Enter') return ended(event)
    if (event.key.length !== 1) return
    const now = performance.now()
    typed = now - last < fastest ? typed + event.key : event.key
    last = now
  },
  true,
)
