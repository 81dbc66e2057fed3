const off = () => document.documentElement.dataset.shortcuts === 'off'
const composing = (event) => event.isComposing || event.keyCode === 229
const inField = (target) => target.closest?.('input, select, textarea, [contenteditable]:not([contenteditable="false"])')

function focusSearch() {
  const field = document.getElementById('q')
  field?.focus()
  field?.select()
  return field
}

function openHelp() {
  const help = document.querySelector('dialog#keys')
  help?.showModal()
  return help
}

const single = { '/': focusSearch, '?': openHelp }

function saveButton(selector) {
  const form = document.activeElement?.form ?? document.activeElement?.closest('form')
  const all = [...document.querySelectorAll(selector)]
  return all.find((button) => form && button.form === form) ?? all[0]
}

function save(key) {
  const selector = { s: '[data-save]', enter: '[data-save-and-continue]' }[key.toLowerCase()]
  const button = selector && saveButton(selector)
  button?.click()
  return button
}

document.addEventListener('keydown', (event) => {
  if (off() || event.defaultPrevented || event.altKey || composing(event) || document.querySelector('dialog[open]')) return
  const control = event.ctrlKey || event.metaKey
  if (!control && inField(event.target)) return
  const done = control ? !event.shiftKey && !event.repeat && save(event.key) : single[event.key]?.()
  if (done) event.preventDefault()
})

document.addEventListener('click', (event) => {
  const plain = !event.defaultPrevented && !event.ctrlKey && !event.metaKey && !event.shiftKey
  if (plain && event.target.closest?.('[data-opens="keys"]') && openHelp()) event.preventDefault()
})

document.addEventListener('change', (event) => {
  if (event.target.matches('[data-shortcuts-switch]')) event.target.form?.requestSubmit()
})
