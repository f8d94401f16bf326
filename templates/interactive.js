/* The chart one can zoom and point at, of a page built with --interactive: Vega draws it below the overview, from the
   specification in the page. It evaluates no code (ast), adds no style, and asks nothing of the network. */
(() => {
  "use strict";
  const figure = document.querySelector(".interactive");
  const chart = figure?.querySelector(".chart");
  const said = figure?.querySelector("[role=status]");
  if (!chart) return;

  function tell(_handler, event, item) {
    const row = item?.datum;
    said.textContent = row?.title ? `${row.date}: ${row.title}` : "";
  }

  const { spec, time } = JSON.parse(figure.querySelector("script").textContent);
  figure.hidden = false;
  window
    .vegaEmbed(chart, spec, {
      actions: false,
      ast: true,
      defaultStyle: false,
      mode: "vega-lite",
      renderer: "svg",
      timeFormatLocale: time,
      tooltip: tell,
      loader: { load: () => Promise.reject(new Error("nothing is loaded")) },
    })
    .then(({ view }) => {
      view.addEventListener("click", (_event, item) => {
        if (item?.datum?.id) location.hash = item.datum.id;
      });
    })
    .catch((error) => {
      figure.hidden = true;
      throw error;
    });
})();
