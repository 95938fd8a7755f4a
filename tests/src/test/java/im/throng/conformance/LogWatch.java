package im.throng.conformance;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/// What a class of a server in this process logs meanwhile.
record LogWatch(Logger logger, ListAppender<ILoggingEvent> appender) implements AutoCloseable {

    /// Begins to listen to the class of this name.
    static LogWatch of(String name) {
        var logger = (Logger) LoggerFactory.getLogger(name);
        var appender = new ListAppender<ILoggingEvent>();
        appender.list = new CopyOnWriteArrayList<>();
        appender.start();
        logger.addAppender(appender);
        return new LogWatch(logger, appender);
    }

    /// Returns the lines so far.
    List<String> lines() {
        return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
    }
}
