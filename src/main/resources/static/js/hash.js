// /index.jsp#/path?query: goes on to the path behind the hash, byte for byte, if it is one of this application.
const FORBIDDEN = /[\\\u0000-\u001f\u007f]/;

function target(hash) {
  const path = hash.slice(1);
  if (!/^\/(?!\/)/.test(path) || FORBIDDEN.test(path)) return '/';
  try {
    const url = new URL(path, location.origin);
    return url.origin === location.origin && !url.pathname.startsWith('//') && !loops(url) ? path : '/';
  } catch {
    return '/';
  }
}

const loops = url => url.pathname === location.pathname;

// location.hash is what the browser made of the link; what stands in the address is nearer to what was sent.
const address = location.href;
const at = address.indexOf('#');
location.replace(at < 0 ? '/' : target(address.slice(at)));
