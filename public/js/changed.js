function drawn(select) {
  const marked = [...select.options].filter((option) => option.defaultSelected)
  if (marked.length > 0 || select.multiple) return marked
  return [...select.options].filter((option) => !option.disabled).slice(0, 1)
}

function selectDiffers(select) {
  const before = drawn(select)
  const now = [...select.selectedOptions]
  return before.length !== now.length || before.some((option) => !now.includes(option))
}

function differs(control) {
  if (control.matches('button, fieldset, output, object, [type="submit"], [type="hidden"], [data-unguarded]')) return false
  if (control.matches('select')) return selectDiffers(control)
  if (control.matches('[type="checkbox"], [type="radio"]')) return control.checked !== control.defaultChecked
  return control.value !== control.defaultValue
}

export const guarded = () => [...document.querySelectorAll('form[data-guard]')]

export const changed = (form) => form.hasAttribute('data-dirty') || [...form.elements].some(differs)

export const unsaved = () => guarded().filter(changed)

export const agreed = (forms) => forms.length === 0 || window.confirm(forms[0].dataset.guard)
