using System.Text.Json;
using ActorSearch.Reporting.Answers;

namespace ActorSearch.Reporting.Page.Document.Sections;

/// <summary>The study's answer.</summary>
internal static class AnswerSection
{
    public static void Write(Utf8JsonWriter json, PageStudy study)
    {
        var answer = StudyAnswer.Of(study.Report, study.Options.IncludeTimes);
        json.WriteStartObject();
        json.Line("sentence", answer.Sentence);
        json.Array("notes", answer.Notes, note => json.Line(note));
        json.WritePropertyName("point");
        json.Whole(answer.Best is null ? null : study.Report.Points.IndexOf(answer.Best));

        // Whole, for it is a file to be kept.
        json.WriteString("experiment", answer.Experiment);
        json.Line("experimentName", answer.ExperimentName);
        json.Line("command", answer.Command);
        json.WriteEndObject();
    }
}
