import { agreed, unsaved } from './changed.js'
import './unsaved-swaps.js'
import './unsaved-word.js'

let leaving = false

const stay = () => {
  leaving = false
}

function leave(event, forms) {
  if (agreed(forms)) leaving = true
  else event.preventDefault()
}

function leavesPage(link, event) {
  const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
  const here = link.hash !== '' && link.href.split('#')[0] === location.href.split('#')[0]
  return plain && !here && !link.hasAttribute('download') && ['', '_self'].includes(link.target)
}

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href]')
  if (link && !event.defaultPrevented && leavesPage(link, event)) leave(event, unsaved())
})

document.addEventListener('submit', (event) => {
  const form = event.target
  const method = event.submitter?.getAttribute('formmethod') ?? form.getAttribute('method')
  if (event.defaultPrevented || method === 'dialog' || form.hasAttribute('target')) return
  leave(
    event,
    unsaved().filter((other) => other !== form),
  )
})

window.addEventListener('beforeunload', (event) => {
  if (!leaving && unsaved().length > 0) event.preventDefault()
})

document.addEventListener('input', stay)
document.addEventListener('change', stay)
window.addEventListener('pageshow', stay)
