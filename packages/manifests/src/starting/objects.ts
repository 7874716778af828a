import { encodeScalar } from '../yaml/scalars';

/** What differs between the layouts in the objects of a service. */
export interface ObjectTexts {
  name: string;
  /** As it stands behind `image:`. */
  image: string;
  port: number;
}

/** A text of somebody's as one scalar of YAML. */
export function scalar(text: string): string {
  return encodeScalar(text, undefined);
}

/** A Deployment that runs one copy; what it needs besides is its team's to say. */
export function deploymentText({ name, image, port }: ObjectTexts): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${scalar(name)}
  labels:
    app.kubernetes.io/name: ${scalar(name)}
spec:
  selector:
    matchLabels:
      app.kubernetes.io/name: ${scalar(name)}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: ${scalar(name)}
    spec:
      containers:
        - name: app
          image: ${image}
          ports:
            - name: http
              containerPort: ${port}
`;
}

/** A Service in front of it. */
export function serviceText({ name }: Pick<ObjectTexts, 'name'>): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: ${scalar(name)}
  labels:
    app.kubernetes.io/name: ${scalar(name)}
spec:
  selector:
    app.kubernetes.io/name: ${scalar(name)}
  ports:
    - name: http
      port: 80
      targetPort: http
`;
}
