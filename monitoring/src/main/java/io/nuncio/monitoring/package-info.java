/// Monitoring over HTTP, with the paths, fields and words of nats-server 2.15.2, and metrics for
/// Prometheus with the names of prometheus-nats-exporter.
///
/// **Start at** [MonitoringServer].
///
/// ```
/// request ──▶ MonitoringHandler ──▶ Gatekeeper          may this one look?
///                     │
///                     └──▶ Endpoints ──▶ Varz, Connz, … ──▶ Document ──▶ IndentedJson ─┐
///                              │              ▲              └─────────▶ Gauges ───────┤
///                              │              └── Metrics                              ▼
///                              └──▶ Snapshots of the server                       Body, bounded
/// ```
///
/// - Each request has a virtual thread of its own, which may wait; never an event loop's.
/// - What is sorted, counted and cut into pages is so here, of snapshots, and not on an event loop.
/// - What a peer can make the server keep is bounded: requests under way by [MonitoringHandler],
///   answers by [BodyBudget].
@NullMarked
package io.nuncio.monitoring;

import org.jspecify.annotations.NullMarked;
