package im.throng.bench.load;

import org.HdrHistogram.Histogram;

/// Times in nanoseconds, each from the moment a message was meant to be sent.
///
/// @param acknowledgements to the sender's answer
/// @param deliveries       to each receipt
/// @param completions      to the last of all receipts and the answer
/// @param lateness         to the moment the generator came to sending it: its own fault
public record Latencies(Histogram acknowledgements, Histogram deliveries, Histogram completions,
                        Histogram lateness) {}
