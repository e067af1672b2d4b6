package com.acmecrm.integration.bench;

import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.style.Styler;

/** One bar for each operation and number of connections. */
final class Charts {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 480;
    /** Where bars begin on a logarithmic scale, which has no zero. */
    private static final double LEAST_MILLIS = 0.1;

    private Charts() {}

    static void write(Results results, Path folder) throws IOException {
        save(ratios(results), folder.resolve("ratios.svg"));
        save(latencies(results), folder.resolve("latencies.svg"));
    }

    private static CategoryChart ratios(Results results) {
        CategoryChart chart = chart("Rate of the service as a part of", "ratio, median of rounds");
        add(chart, results, "the same SQL by bare JDBC", Round::toJdbc);
        add(chart, results, "the server's own trivial GET", Round::toTrivial);
        return chart;
    }

    private static CategoryChart latencies(Results results) {
        CategoryChart chart = chart("Time of a request", "milliseconds, median of rounds");
        add(chart, results, "p50", round -> round.service().percentileMillis(50));
        add(chart, results, "p99", round -> round.service().percentileMillis(99));
        chart.getStyler().setYAxisLogarithmic(true);
        chart.getStyler().setYAxisMin(LEAST_MILLIS);
        return chart;
    }

    private static CategoryChart chart(String title, String unit) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle("operation × connections")
                .yAxisTitle(unit)
                .build();
        chart.getStyler().setXAxisLabelRotation(45);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
        chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
        return chart;
    }

    private static void add(CategoryChart chart, Results results, String name, ToDoubleFunction<Round> figure) {
        List<String> labels = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (Comparison comparison : results.comparisons()) {
            labels.add(comparison.operation().label() + " × " + comparison.connections());
            values.add(comparison.median(figure));
        }
        chart.addSeries(name, labels, values);
    }

    private static void save(CategoryChart chart, Path file) throws IOException {
        try (OutputStream svg = Files.newOutputStream(file)) {
            ChartEncoder.saveChart(chart, svg, "svg");
        }
    }
}
