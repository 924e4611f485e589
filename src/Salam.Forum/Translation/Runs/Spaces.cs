namespace Salam.Forum.Translation.Runs;

/// <summary>Puts blanks outside of inlines: engines set them inside, where emphasis would be none any more.</summary>
internal static class Spaces
{
    /// <summary>The pieces with the blanks inside the two ends of each pair moved before and behind it.</summary>
    public static List<AnswerPiece> MoveOut(List<AnswerPiece> pieces, IReadOnlyList<RunMark> marks)
    {
        var moved = Behind(pieces, marks);
        moved.Reverse();
        moved = Before(moved, marks);
        moved.Reverse();
        return moved;
    }

    private static List<AnswerPiece> Behind(List<AnswerPiece> pieces, IReadOnlyList<RunMark> marks)
    {
        var moved = new List<AnswerPiece>(pieces.Count);
        var carried = false;
        foreach (var piece in pieces)
        {
            if (IsEnd(piece, marks, ends: true))
            {
                if (moved.Count > 0 && moved[^1] is { Number: 0, Words: [.., var last] } words && char.IsWhiteSpace(last))
                {
                    moved[^1] = words with { Words = words.Words.TrimEnd() };
                    carried = true;
                }
            }
            else if (carried)
            {
                if (piece is not { Number: 0, Words: [' ', ..] }) moved.Add(new AnswerPiece(" "));
                carried = false;
            }

            moved.Add(piece);
        }

        return moved;
    }

    // The same from the end to the start.
    private static List<AnswerPiece> Before(List<AnswerPiece> pieces, IReadOnlyList<RunMark> marks)
    {
        var moved = new List<AnswerPiece>(pieces.Count);
        var carried = false;
        foreach (var piece in pieces)
        {
            if (IsEnd(piece, marks, ends: false))
            {
                if (moved.Count > 0 && moved[^1] is { Number: 0, Words: [var first, ..] } words && char.IsWhiteSpace(first))
                {
                    moved[^1] = words with { Words = words.Words.TrimStart() };
                    carried = true;
                }
            }
            else if (carried)
            {
                if (piece is not { Number: 0, Words: [.., ' '] }) moved.Add(new AnswerPiece(" "));
                carried = false;
            }

            moved.Add(piece);
        }

        return moved;
    }

    private static bool IsEnd(AnswerPiece piece, IReadOnlyList<RunMark> marks, bool ends) => piece.Number > 0 && piece.Ends == ends && marks[piece.Number - 1].Part == Part.Open;
}
