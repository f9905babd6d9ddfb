package com.pmerit.d4.report.html;

/** A part of the page, made of one JSON file. */
interface Section {
    /**
     * What a part is about.
     *
     * @param id names the part within the page, in lower case
     * @param title what stands above it
     * @param file the file it is made of, such as {@code audit.json}
     * @param goal the goal that writes the file, such as {@code d4:audit}
     */
    record About(String id, String title, String file, String goal) {}

    /** What it is about. */
    About about();

    /** The part in one line. */
    Glance glance(Part part);

    /** Writes what stands below the title. */
    void write(Html html, Part part);
}
