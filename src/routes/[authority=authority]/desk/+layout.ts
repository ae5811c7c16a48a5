/**
 * Nothing at the desk needs the framework in the browser yet. A page that does says `csr = true`, and gives its fields
 * `defaultValue`: a controlled `value` would wipe what somebody typed before the page woke up.
 */
export const csr = false;
