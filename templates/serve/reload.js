// Loads the page anew when there is another build than the one it shows. A page nobody sees does not listen:
// browsers keep few connections to one server open.
(() => {
  const { build, builds } = document.currentScript.dataset
  let stream
  const listen = () => {
    stream?.close()
    if (document.hidden) return
    stream = new EventSource(builds)
    stream.onmessage = message => { if (message.data !== build) location.reload() }
  }
  document.addEventListener("visibilitychange", listen)
  listen()
})()
