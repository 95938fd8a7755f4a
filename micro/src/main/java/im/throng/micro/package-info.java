/// `./throng micro`: what single parts of the server cost, measured from inside by JMH.
///
/// May use: the server and the protocol, JMH. Must not know: the composition root.
@NullMarked
package im.throng.micro;

import org.jspecify.annotations.NullMarked;
