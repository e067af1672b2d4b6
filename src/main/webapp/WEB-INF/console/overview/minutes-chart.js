// Counts by the minute as a chart, and as a table for whoever reads or cannot see one.

import { html, render } from '../webjars/lit-html/lit-html.js';
import uPlot from '../webjars/uplot/dist/uPlot.esm.js';
import { number } from '../platform/format.js';

const HEIGHT = 220;
const LOW = 150;
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

class MinutesChart extends HTMLElement {
  #series = [];
  #minutes = [];
  #plot = null;
  #observer = new ResizeObserver(() => this.#resize());
  #repaint = () => this.#draw();

  set series(series) {
    this.#series = series;
  }

  set minutes(minutes) {
    this.#minutes = minutes;
    if (this.isConnected) this.#update();
  }

  connectedCallback() {
    document.addEventListener('themechange', this.#repaint);
    this.#frame();
    this.#draw();
    this.#observer.observe(this);
  }

  disconnectedCallback() {
    document.removeEventListener('themechange', this.#repaint);
    this.#observer.disconnect();
    this.#plot?.destroy();
    this.#plot = null;
  }

  #update() {
    this.#frame();
    if (this.#plot) this.#plot.setData(this.#data());
    else this.#draw();
  }

  // Legend, drawing and table; the drawing's own element is uPlot's.
  #frame() {
    render(
      html`
        <div class="chart-legend">
          ${this.#series.map(({ label }, index) => html`<span class="chart-key chart-key-${index}">${label}</span>`)}
          <span class="chart-at"></span>
        </div>
        <div class="chart-canvas" role="img" aria-label=${this.#summary()}></div>
        <details class="chart-table">
          <summary>As a table</summary>
          <div class="chart-rows" tabindex="0" role="region" aria-label=${this.getAttribute('label')}>
            <table class="table table-sm">
              <thead><tr><th scope="col">Minute</th>${this.#series.map(({ label }) => html`<th scope="col" class="text-end">${label}</th>`)}</tr></thead>
              <tbody>
                ${[...this.#minutes].reverse().map(
                  minute => html`<tr>
                    <th scope="row">${clock.format(new Date(minute.minute))}</th>
                    ${this.#series.map(({ key }) => html`<td class="text-end">${number(minute[key])}</td>`)}
                  </tr>`,
                )}
              </tbody>
            </table>
          </div>
        </details>
      `,
      this,
    );
    this.querySelectorAll('.chart-key').forEach((element, index) => element.style.setProperty('--key', `var(${this.#series[index].colour})`));
  }

  #summary() {
    const last = this.#minutes.at(-1);
    const parts = this.#series.map(({ key, label }) => {
      const most = this.#minutes.reduce((one, other) => (other[key] > one[key] ? other : one), this.#minutes[0]);
      const peak = most && most[key] > 0 ? `, at most ${number(most[key])} at ${clock.format(new Date(most.minute))}` : '';
      return `${label}: ${number(last?.[key] ?? 0)} in this minute${peak}`;
    });
    return `${this.getAttribute('label')}. ${parts.join('. ')}.`;
  }

  #data() {
    const times = this.#minutes.map(({ minute }) => Date.parse(minute) / 1000);
    return [times, ...this.#series.map(({ key }) => this.#minutes.map(minute => minute[key]))];
  }

  #draw() {
    this.#plot?.destroy();
    this.#plot = null;
    const place = this.querySelector('.chart-canvas');
    if (this.#minutes.length === 0 || place.clientWidth === 0) return;
    const style = getComputedStyle(this);
    const colour = name => style.getPropertyValue(name).trim();
    const bars = this.hasAttribute('bars');
    const axis = {
      stroke: colour('--ink-soft'),
      font: `12px ${style.fontFamily}`,
      grid: { stroke: colour('--line'), width: 1 },
      ticks: { show: false },
    };
    this.#plot = new uPlot(
      {
        width: place.clientWidth,
        height: bars ? LOW : HEIGHT,
        legend: { show: false },
        cursor: { y: false, drag: { x: false, y: false } },
        padding: [8, 8, 0, 0],
        // Whole bars at the edges, too.
        scales: { x: { time: true, range: (_, first, last) => (bars ? [first - 40, last + 40] : [first, last]) }, y: { range: (_, __, most) => [0, Math.max(4, most * 1.1)] } },
        axes: [
          { ...axis, size: 30, grid: { show: false }, space: 64, values: (_, times) => times.map(time => clock.format(new Date(time * 1000))) },
          { ...axis, size: 44, space: 36, values: (_, ticks) => ticks.map(tick => (Number.isInteger(tick) ? number(tick) : '')) },
        ],
        series: [
          {},
          ...this.#series.map(({ colour: name }) => ({
            stroke: colour(name),
            width: 2,
            points: { show: false },
            ...(bars && { width: 0, fill: colour(name), paths: uPlot.paths.bars({ size: [0.7, 32] }) }),
          })),
        ],
        hooks: { setCursor: [plot => this.#tell(plot.cursor.idx)] },
      },
      this.#data(),
      place,
    );
  }

  // What the pointer stands over; the table has it for everyone else.
  #tell(index) {
    const minute = this.#minutes[index];
    this.querySelector('.chart-at').textContent = minute
      ? `${clock.format(new Date(minute.minute))}: ${this.#series.map(({ key, label }) => `${number(minute[key])} ${label.toLowerCase()}`).join(', ')}`
      : '';
  }

  #resize() {
    const width = this.querySelector('.chart-canvas')?.clientWidth ?? 0;
    if (width === 0) return;
    if (!this.#plot) this.#draw();
    else if (this.#plot.width !== width) this.#plot.setSize({ width, height: this.#plot.height });
  }
}

customElements.define('minutes-chart', MinutesChart);
