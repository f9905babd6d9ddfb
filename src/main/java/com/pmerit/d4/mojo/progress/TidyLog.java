package com.pmerit.d4.mojo.progress;

import org.apache.maven.plugin.logging.Log;

/** Takes the moving line away before anything else is written. */
final class TidyLog implements Log {
    private final Log log;
    private final MovingLine line;

    TidyLog(Log log, MovingLine line) {
        this.log = log;
        this.line = line;
    }

    @Override
    public boolean isDebugEnabled() {
        return log.isDebugEnabled();
    }

    @Override
    public void debug(CharSequence content) {
        line.aside(() -> log.debug(content));
    }

    @Override
    public void debug(CharSequence content, Throwable error) {
        line.aside(() -> log.debug(content, error));
    }

    @Override
    public void debug(Throwable error) {
        line.aside(() -> log.debug(error));
    }

    @Override
    public boolean isInfoEnabled() {
        return log.isInfoEnabled();
    }

    @Override
    public void info(CharSequence content) {
        line.aside(() -> log.info(content));
    }

    @Override
    public void info(CharSequence content, Throwable error) {
        line.aside(() -> log.info(content, error));
    }

    @Override
    public void info(Throwable error) {
        line.aside(() -> log.info(error));
    }

    @Override
    public boolean isWarnEnabled() {
        return log.isWarnEnabled();
    }

    @Override
    public void warn(CharSequence content) {
        line.aside(() -> log.warn(content));
    }

    @Override
    public void warn(CharSequence content, Throwable error) {
        line.aside(() -> log.warn(content, error));
    }

    @Override
    public void warn(Throwable error) {
        line.aside(() -> log.warn(error));
    }

    @Override
    public boolean isErrorEnabled() {
        return log.isErrorEnabled();
    }

    @Override
    public void error(CharSequence content) {
        line.aside(() -> log.error(content));
    }

    @Override
    public void error(CharSequence content, Throwable error) {
        line.aside(() -> log.error(content, error));
    }

    @Override
    public void error(Throwable error) {
        line.aside(() -> log.error(error));
    }
}
