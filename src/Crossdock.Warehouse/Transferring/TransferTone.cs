using Crossdock.Ui;

namespace Crossdock.Warehouse.Transferring;

internal static class TransferTone
{
    public static Tone Of(TransferState state) => state switch
    {
        TransferState.Closed => Tone.Good,
        TransferState.Cancelled => Tone.Neutral,
        TransferState.PartReceived or TransferState.Requested => Tone.Warning,
        TransferState.Rejected => Tone.Bad,
        _ => Tone.Info,
    };
}
