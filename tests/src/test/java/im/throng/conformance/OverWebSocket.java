package im.throng.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The native clients of the test class's server come by WebSocket: what its parent checks by
/// frames holds there as well.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface OverWebSocket {}
