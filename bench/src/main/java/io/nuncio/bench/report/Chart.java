package io.nuncio.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A drawing of ratios beside 1: one bar for each, in SVG, for light and for dark pages.
///
/// @param title what is drawn
/// @param description the same in words, for those who do not see it
/// @param bars from top to bottom
public record Chart(String title, String description, List<Bar> bars) {
  private static final int WIDTH = 720;
  private static final int LEFT = 150;
  private static final int RIGHT = 60;
  private static final int TOP = 48;
  private static final int ROW = 20;
  private static final int THICKNESS = 12;
  private static final double MOST = 2;
  private static final double LEAST = 1.25;

  /// A bar of the drawing.
  ///
  /// @param label what it is about
  /// @param ratio its length
  public record Bar(String label, double ratio) {}

  /// The drawing.
  public String svg() {
    int bottom = TOP + ROW * bars.size();
    String rows =
        java.util.stream.IntStream.range(0, bars.size())
            .mapToObj(this::row)
            .collect(Collectors.joining());
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img" aria-labelledby="title description">
    <title id="title">%3$s</title>
    <desc id="description">%4$s</desc>
    <style>
    text { font: 12px system-ui, sans-serif; fill: #6a727b }
    .heading { font-size: 13px; font-weight: 600 }
    .less { fill: #1f8f7f }
    .more { fill: #c8641b }
    .one { stroke: #6a727b; stroke-dasharray: 3 3 }
    @media (prefers-color-scheme: dark) {
    text { fill: #a2abb5 }
    .less { fill: #3fb9a6 }
    .more { fill: #e58a45 }
    .one { stroke: #a2abb5 }
    }
    </style>
    <text class="heading" x="8" y="16">%3$s</text>
    <text x="%5$.1f" y="%6$d" text-anchor="middle">nats-server = 1</text>
    %7$s<line class="one" x1="%5$.1f" x2="%5$.1f" y1="%8$d" y2="%9$d"/>
    </svg>
    """
        .formatted(
            WIDTH,
            bottom + 10,
            escaped(title),
            escaped(description),
            x(1),
            TOP - 10,
            rows,
            TOP - 4,
            bottom);
  }

  private String row(int index) {
    var bar = bars.get(index);
    int top = TOP + ROW * index;
    double end = x(Math.min(bar.ratio(), most()));
    // Past the edge, the number alone tells how far.
    String number =
        String.format(Locale.ROOT, bar.ratio() > most() ? "%.1f »" : "%.2f", bar.ratio());
    return String.format(
        Locale.ROOT,
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
            + "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"/>"
            + "<text x=\"%.1f\" y=\"%d\">%s</text>%n",
        LEFT - 8,
        top + 14,
        escaped(bar.label()),
        bar.ratio() <= 1 ? "less" : "more",
        LEFT,
        top + (ROW - THICKNESS) / 2,
        end - LEFT,
        THICKNESS,
        end + 6,
        top + 14,
        number);
  }

  private double x(double ratio) {
    return LEFT + (WIDTH - LEFT - RIGHT) * ratio / most();
  }

  private double most() {
    double largest = bars.stream().mapToDouble(Bar::ratio).max().orElse(1);
    return Math.clamp(largest, LEAST, MOST);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
