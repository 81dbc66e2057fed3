// A barcode scanner types fast and ends in Enter. Outside a field that is a search; in a form that says so
// (data-scan="next") Enter goes on to the next field, so that a scan never sends a form that is half filled in.
const fastest = 50
const shortest = 4
let typed = ''
let last = 0

const field = (target) => target.closest?.('input, select, textarea, [contenteditable]')
// When the key was pressed: while the page is busy its handler is late.
const isBurst = (event) => event.timeStamp - last < fastest

function search(text) {
  const box = document.getElementById('q')
  if (!box) return
  box.form.elements.index.value = 'all'
  box.value = text
  box.form.requestSubmit()
}

// Not to a button such as Generate: a second scan would press it.
function goOn(control) {
  const controls = [...control.form.elements].filter(
    (one) => one.matches('input:not([type=hidden]), select, textarea, [data-save-and-continue]') && !one.disabled,
  )
  const next = controls[controls.indexOf(control) + 1]
  // Where people are registered one after the other, the scan of the last field is the end of the form.
  if (control.form.matches('[data-scan-sends]') && next?.matches('[data-save-and-continue]')) next.click()
  else next?.focus()
}

function ended(event) {
  const scanned = typed.length >= shortest && isBurst(event)
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
    // Else what a password manager types, a Tab and Enter on the button would be searched for.
    if (event.key === 'Tab') typed = ''
    if (event.key.length !== 1) return
    typed = isBurst(event) && !event.repeat ? typed + event.key : event.key
    last = event.timeStamp
    // What a barcode holds is neither a shortcut nor a press of the button that has the focus.
    if (typed.length > 2 && !field(event.target)) event.preventDefault()
  },
  true,
)
