import { gradeRecording, type RecordingGrade } from './recordings';
import { loadRecordings } from './loadRecordings';

const folder = process.env.RECORDINGS_DATA;

// Recordings of a real API server are not part of this repository: RECORDINGS_DATA says where they are.
(folder ? describe : describe.skip)('recordings of an API server', () => {
  let grades: RecordingGrade[];

  beforeAll(() => {
    const { recordings, catalog } = loadRecordings(folder ?? '');
    grades = recordings.flatMap(one => gradeRecording(one, catalog) ?? []);
  });

  it('are there', () => {
    expect(grades.length).toBeGreaterThan(0);
  });

  it.each(['paths', 'fields', 'owners'] as const)(
    '%s are the server’s',
    what => {
      expect(
        grades
          .filter(grade => grade[what].length > 0)
          .map(grade => [grade.id, grade[what]]),
      ).toEqual([]);
    },
  );

  it('verdicts are the server’s', () => {
    expect(grades.filter(({ verdict }) => !verdict)).toEqual([]);
  });
});
